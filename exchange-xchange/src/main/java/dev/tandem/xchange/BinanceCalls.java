package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/**
 * Binance's spot API as far as we need it, called through XChange's transport and signed by its digest. XChange's own
 * calls cannot ask for an order by our id, have no pairs, do not say maker or taker, and keep nothing of the answer.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface BinanceCalls {
    String KEY = "X-MBX-APIKEY";

    @GET
    @Path("api/v3/time")
    JsonNode time() throws IOException, VenueFault;

    @GET
    @Path("api/v3/exchangeInfo")
    JsonNode exchangeInfo() throws IOException, VenueFault;

    @GET
    @Path("api/v3/ticker/24hr")
    JsonNode ticker(@QueryParam("symbol") String symbol) throws IOException, VenueFault;

    @GET
    @Path("api/v3/klines")
    JsonNode klines(
            @QueryParam("symbol") String symbol,
            @QueryParam("interval") String interval,
            @QueryParam("startTime") long startTime,
            @QueryParam("endTime") long endTime,
            @QueryParam("limit") int limit)
            throws IOException, VenueFault;

    @POST
    @Path("api/v3/userDataStream")
    JsonNode openStream(@HeaderParam(KEY) String key) throws IOException, VenueFault;

    @PUT
    @Path("api/v3/userDataStream")
    JsonNode keepStream(@QueryParam("listenKey") String listenKey, @HeaderParam(KEY) String key)
            throws IOException, VenueFault;

    @GET
    @Path("sapi/v1/account/apiRestrictions")
    JsonNode restrictions(
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @GET
    @Path("api/v3/account")
    JsonNode account(
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("api/v3/order")
    JsonNode place(
            @FormParam("symbol") String symbol,
            @FormParam("side") String side,
            @FormParam("type") String type,
            @FormParam("timeInForce") @Nullable String timeInForce,
            @FormParam("quantity") String quantity,
            @FormParam("price") @Nullable String price,
            @FormParam("stopPrice") @Nullable String stopPrice,
            @FormParam("newClientOrderId") String clientId,
            @FormParam("newOrderRespType") String answer,
            @FormParam("recvWindow") long window,
            @FormParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @POST
    @Path("api/v3/orderList/oco")
    JsonNode placePair(
            @FormParam("symbol") String symbol,
            @FormParam("side") String side,
            @FormParam("quantity") String quantity,
            @FormParam("aboveType") String aboveType,
            @FormParam("aboveClientOrderId") String aboveClientId,
            @FormParam("abovePrice") @Nullable String abovePrice,
            @FormParam("aboveStopPrice") @Nullable String aboveStopPrice,
            @FormParam("belowType") String belowType,
            @FormParam("belowClientOrderId") String belowClientId,
            @FormParam("belowPrice") @Nullable String belowPrice,
            @FormParam("belowStopPrice") @Nullable String belowStopPrice,
            @FormParam("newOrderRespType") String answer,
            @FormParam("recvWindow") long window,
            @FormParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @GET
    @Path("api/v3/order")
    JsonNode query(
            @QueryParam("symbol") String symbol,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("origClientOrderId") @Nullable String clientId,
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @DELETE
    @Path("api/v3/order")
    JsonNode cancel(
            @QueryParam("symbol") String symbol,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("origClientOrderId") @Nullable String clientId,
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @GET
    @Path("api/v3/openOrders")
    JsonNode openOrders(
            @QueryParam("symbol") @Nullable String symbol,
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @GET
    @Path("api/v3/allOrders")
    JsonNode allOrders(
            @QueryParam("symbol") String symbol,
            @QueryParam("startTime") long startTime,
            @QueryParam("limit") int limit,
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;

    @GET
    @Path("api/v3/myTrades")
    JsonNode trades(
            @QueryParam("symbol") String symbol,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("startTime") @Nullable Long startTime,
            @QueryParam("limit") int limit,
            @QueryParam("recvWindow") long window,
            @QueryParam("timestamp") SynchronizedValueFactory<Long> timestamp,
            @HeaderParam(KEY) String key,
            @QueryParam("signature") ParamsDigest signature)
            throws IOException, VenueFault;
}
