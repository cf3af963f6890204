using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Hangfire;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Orders;

public static class OrderEndpoints
{
    private const int UniqueConstraintViolated = 2067; // SQLITE_CONSTRAINT_UNIQUE

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders");

        orders.MapPost("/", Create);
        orders.MapGet("/", List);
        orders.MapGet("/{id:long}", Get);
        orders.MapPost("/{id:long}/cancel", Cancel).AddEndpointFilter<RequireToken>();
    }

    // region endpoint
    private static async Task<Created<OrderResponse>> Create(
        NewOrder request,
        [FromHeader(Name = "Idempotency-Key"), StringLength(255)]
        string? key,
        ShopContext db, IBackgroundJobClient jobs, TimeProvider time)
    {
        var order = new Order
        {
            Sku = request.Sku!,
            Quantity = request.Quantity!.Value,
            Email = request.Email!,
            Status = Fixtures.InitialStatus(request.Sku!),
            IdempotencyKey = key,
            CreatedAt = time.GetUtcNow(),
        };
        db.Orders.Add(order);

        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException e) when (key is not null && IsDuplicate(e))
        {
            // Someone was first with this key: the answer is theirs.
            order = await db.Orders.AsNoTracking()
                .SingleAsync(o => o.IdempotencyKey == key);
        }

        // For a repeated key as well: confirming twice does no harm.
        jobs.Enqueue<ConfirmOrder>(job => job.RunAsync(order.Id, null));

        return TypedResults.Created(
            $"/orders/{order.Id}", OrderResponse.Of(order));
    }
    // endregion endpoint

    private static bool IsDuplicate(DbUpdateException e) =>
        e.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraintViolated };

    private static async Task<OrderPage> List(ShopContext db, long after = 0, [Range(1, 100)] int limit = 20)
    {
        var found = await db.Orders.AsNoTracking()
            .Where(o => o.Id > after)
            .OrderBy(o => o.Id)
            .Take(limit + 1)
            .ToListAsync();
        var page = found.Take(limit).Select(OrderResponse.Of).ToList();

        return new OrderPage(
            page, found.Count > limit ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static async Task<Results<Ok<OrderResponse>, NotFound>> Get(long id, ShopContext db) =>
        await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id) is { } order
            ? TypedResults.Ok(OrderResponse.Of(order))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<OrderResponse>, NotFound, Conflict>> Cancel(long id, ShopContext db)
    {
        await db.Orders
            .Where(o => o.Id == id && o.Status != OrderStatus.Shipped)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Cancelled));

        return await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id) switch
        {
            null => TypedResults.NotFound(),
            { Status: OrderStatus.Shipped } => TypedResults.Conflict(),
            var order => TypedResults.Ok(OrderResponse.Of(order)),
        };
    }
}
