package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/**
 * Kraken's spot API as far as we need it, called through XChange's transport and signed by its digest. XChange's own calls
 * send an order without its pair when nobody has loaded the symbols, and know no client order id and no stops.
 */
@Path("0")
@Produces(MediaType.APPLICATION_JSON)
interface KrakenCalls {
    String KEY = "API-Key";
    String SIGN = "API-Sign";

    @GET
    @Path("public/AssetPairs")
    JsonNode pairs() throws IOException, VenueFault;

    @GET
    @Path("public/Assets")
    JsonNode assets() throws IOException, VenueFault;

    @GET
    @Path("public/Ticker")
    JsonNode ticker(@QueryParam("pair") String pair) throws IOException, VenueFault;

    @GET
    @Path("public/OHLC")
    JsonNode bars(
            @QueryParam("pair") String pair, @QueryParam("interval") long minutes, @QueryParam("since") long since)
            throws IOException, VenueFault;

    @POST
    @Path("private/AddOrder")
    JsonNode place(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @FormParam("pair") String pair,
            @FormParam("type") String side,
            @FormParam("ordertype") String type,
            @FormParam("volume") String volume,
            @FormParam("price") @Nullable String price,
            @FormParam("price2") @Nullable String secondPrice,
            @FormParam("timeinforce") @Nullable String timeInForce,
            @FormParam("expiretm") @Nullable String expiry,
            @FormParam("oflags") @Nullable String flags,
            @FormParam("cl_ord_id") String clientId,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/CancelOrder")
    JsonNode cancel(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @FormParam("txid") @Nullable String orderId,
            @FormParam("cl_ord_id") @Nullable String clientId,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/QueryOrders")
    JsonNode query(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @FormParam("txid") String orderId,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/OpenOrders")
    JsonNode openOrders(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/ClosedOrders")
    JsonNode closedOrders(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @FormParam("start") long startSeconds,
            @FormParam("ofs") int offset,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/TradesHistory")
    JsonNode trades(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @FormParam("start") long startSeconds,
            @FormParam("ofs") int offset,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("private/Balance")
    JsonNode balance(
            @FormParam("nonce") SynchronizedValueFactory<Long> nonce,
            @HeaderParam(KEY) String key,
            @HeaderParam(SIGN) ParamsDigest signature)
            throws IOException, VenueFault;
}
