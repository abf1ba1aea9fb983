package dev.tandem.xchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import si.mazi.rescu.HttpResponseAware;
import si.mazi.rescu.HttpStatusException;

/** A venue's answer that says no, whole: rescu makes it from the body of an error, we from a body that holds one. */
final class VenueFault extends RuntimeException implements HttpStatusException, HttpResponseAware {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode body;
    private int status;
    private transient @Nullable Map<String, List<String>> headers;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    VenueFault(JsonNode body) {
        super(body.toString());
        this.body = body;
    }

    JsonNode body() {
        return body;
    }

    @Override
    public int getHttpStatusCode() {
        return status;
    }

    @Override
    public void setHttpStatusCode(int code) {
        status = code;
    }

    @Override
    public @Nullable Map<String, List<String>> getResponseHeaders() {
        return headers;
    }

    @Override
    public void setResponseHeaders(Map<String, List<String>> responseHeaders) {
        headers = responseHeaders;
    }
}
