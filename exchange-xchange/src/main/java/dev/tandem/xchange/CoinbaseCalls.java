package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * What Coinbase Advanced Trade tells everybody, called through XChange's transport. XChange's own calls are those of an
 * interface that Coinbase has taken away.
 *
 * @see <a href="https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/public/list-public-products">Coinbase:
 *     public market data</a>
 */
@Path("api/v3/brokerage")
@Produces(MediaType.APPLICATION_JSON)
interface CoinbaseCalls {
    @GET
    @Path("time")
    JsonNode time() throws IOException, VenueFault;

    @GET
    @Path("market/products")
    JsonNode products(@QueryParam("product_type") String type) throws IOException, VenueFault;

    @GET
    @Path("market/products/{product}/ticker")
    JsonNode ticker(@PathParam("product") String product, @QueryParam("limit") int trades)
            throws IOException, VenueFault;

    @GET
    @Path("market/products/{product}/candles")
    JsonNode candles(
            @PathParam("product") String product,
            @QueryParam("start") long fromSeconds,
            @QueryParam("end") long toSeconds,
            @QueryParam("granularity") String length,
            @QueryParam("limit") int limit)
            throws IOException, VenueFault;
}
