package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** What OKX tells everybody of its past, called through XChange's transport. */
@Path("api/v5/market")
@Produces(MediaType.APPLICATION_JSON)
interface OkxCalls {
    /** The latest 1,440. */
    @GET
    @Path("candles")
    JsonNode candles(
            @QueryParam("instId") String symbol,
            @QueryParam("bar") String length,
            @QueryParam("before") long newerThan,
            @QueryParam("after") long olderThan,
            @QueryParam("limit") int limit)
            throws IOException, VenueFault;

    /** Those of the years before. */
    @GET
    @Path("history-candles")
    JsonNode pastCandles(
            @QueryParam("instId") String symbol,
            @QueryParam("bar") String length,
            @QueryParam("before") long newerThan,
            @QueryParam("after") long olderThan,
            @QueryParam("limit") int limit)
            throws IOException, VenueFault;
}
