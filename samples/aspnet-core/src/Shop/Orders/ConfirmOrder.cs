using Hangfire;
using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Orders;

// region job
public class ConfirmOrder(ShopContext db, TimeProvider time)
{
    /// <summary>Hangfire fills in the context, and makes a scope for
    /// each run: the DbContext is this run's own.</summary>
    [AutomaticRetry(
        Attempts = 5, DelaysInSeconds = new[] { 2, 10, 60 })]
    public async Task RunAsync(long orderId, PerformContext? context)
    {
        var retries = context?.GetJobParameter<int>("RetryCount") ?? 0;
        var order = await db.Orders.AsNoTracking()
            .SingleAsync(o => o.Id == orderId);
        Fixtures.FailFirstTry(order.Sku, retries);

        // One UPDATE: a second run finds no pending order to count.
        await db.Orders
            .Where(o => o.Id == orderId)
            .Where(o => o.Status == OrderStatus.Pending)
            .ExecuteUpdateAsync(set => set
                .SetProperty(o => o.Status, OrderStatus.Confirmed)
                .SetProperty(o => o.ConfirmedAt, time.GetUtcNow())
                .SetProperty(
                    o => o.Confirmations, o => o.Confirmations + 1));
    }
}
// endregion job
