package dev.tandem.sweep.check;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Set;

/**
 * Changes a class so that every path, file and address that it makes goes through the {@link DataDoor}: after each call
 * that gives one, and before each constructor and reader that takes a name.
 */
public final class DoorWeaver {
    private static final ClassDesc DOOR = ClassDesc.of(DataDoor.class.getName());
    private static final ClassDesc FILE = ClassDesc.of("java.io.File");
    private static final ClassDesc STRING = ConstantDescs.CD_String;

    /** What is looked at when a call gives it. */
    private static final Map<ClassDesc, String> GIVEN =
            Map.of(ClassDesc.of("java.nio.file.Path"), "path", FILE, "file", ClassDesc.of("java.net.URI"), "uri");

    /** What takes the name of a file first. */
    private static final Set<ClassDesc> TAKES_NAMES = Set.of(
            ClassDesc.of("java.io.FileReader"),
            ClassDesc.of("java.io.FileInputStream"),
            ClassDesc.of("java.io.RandomAccessFile"));

    private static final ClassDesc READER = ClassDesc.of("dev.tandem.marketdata.MarketDataReader");

    private DoorWeaver() {}

    /** The changed class; the same bytes where it cannot be changed. */
    public static byte[] weave(byte[] classFile) {
        ClassFile context =
                ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()
                        .orElse(unknown ->
                                ClassHierarchyResolver.ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object))));
        try {
            ClassModel model = context.parse(classFile);
            boolean isFile = model.superclass()
                    .map(parent -> parent.asSymbol().equals(FILE))
                    .orElse(false);
            return context.transformClass(
                    model, ClassTransform.transformingMethodBodies((code, element) -> element(code, element, isFile)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return classFile;
        }
    }

    private static void element(CodeBuilder code, CodeElement element, boolean isFile) {
        if (!(element instanceof InvokeInstruction call)) {
            code.with(element);
            return;
        }
        ClassDesc owner = call.owner().asSymbol();
        MethodTypeDesc type = call.typeSymbol();
        boolean constructor =
                call.opcode() == Opcode.INVOKESPECIAL && call.name().equalsString(ConstantDescs.INIT_NAME);
        if (takesName(owner, type, constructor)) {
            look(code, type.parameterCount());
        }
        code.with(element);
        if (constructor && owner.equals(FILE) && type.parameterCount() > 1 && !isFile) {
            // the new object is on the stack, as javac leaves it
            code.invokestatic(DOOR, "file", MethodTypeDesc.of(FILE, FILE));
        }
        String given = GIVEN.get(type.returnType());
        if (!constructor && given != null) {
            code.invokestatic(DOOR, given, MethodTypeDesc.of(type.returnType(), type.returnType()));
        }
    }

    private static boolean takesName(ClassDesc owner, MethodTypeDesc type, boolean constructor) {
        int parameters = type.parameterCount();
        if (parameters == 0 || parameters > 2 || !type.parameterType(0).equals(STRING)) {
            return false;
        }
        if (parameters == 2 && type.parameterType(1).isPrimitive()) {
            return false;
        }
        return constructor
                ? TAKES_NAMES.contains(owner) || owner.equals(FILE) && parameters == 1
                : owner.equals(READER);
    }

    /** Replaces the text that is on top of the stack, or below one more value. */
    private static void look(CodeBuilder code, int parameters) {
        if (parameters == 2) {
            code.swap();
        }
        code.invokestatic(DOOR, "text", MethodTypeDesc.of(STRING, STRING));
        if (parameters == 2) {
            code.swap();
        }
    }
}
