package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** What Bitstamp tells everybody of its past, called through XChange's transport. */
@Path("api/v2")
@Produces(MediaType.APPLICATION_JSON)
interface BitstampCalls {
    @GET
    @Path("ohlc/{symbol}/")
    JsonNode candles(
            @PathParam("symbol") String symbol,
            @QueryParam("step") String seconds,
            @QueryParam("limit") int limit,
            @QueryParam("start") long fromSeconds,
            @QueryParam("end") long toSeconds)
            throws IOException, VenueFault;
}
