package dev.tandem.report.html;

/** In which color a number is shown. */
final class Tone {
    private Tone() {}

    /** With a real minus sign, which is as wide as a plus. */
    static String minus(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }

    /** The class of a gain, of a loss, or of neither. */
    static String of(double value) {
        return value > 0 ? "up" : value < 0 ? "down" : "even";
    }
}
