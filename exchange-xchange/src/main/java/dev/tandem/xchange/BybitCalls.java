package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** What Bybit tells everybody, called through XChange's transport. */
@Path("v5/market")
@Produces(MediaType.APPLICATION_JSON)
interface BybitCalls {
    @GET
    @Path("time")
    JsonNode time() throws IOException, VenueFault;

    @GET
    @Path("kline")
    JsonNode candles(
            @QueryParam("category") String category,
            @QueryParam("symbol") String symbol,
            @QueryParam("interval") String length,
            @QueryParam("start") long fromMillis,
            @QueryParam("end") long toMillis,
            @QueryParam("limit") int limit)
            throws IOException, VenueFault;
}
