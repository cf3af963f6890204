using Hangfire;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Orders;

/// <summary>At the start, puts the jobs that the memory forgot back into the queue.</summary>
public class PendingOrders(IServiceScopeFactory scopes, IBackgroundJobClient jobs) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var pending = scope.ServiceProvider.GetRequiredService<ShopContext>().Orders
            .Where(o => o.Status == OrderStatus.Pending)
            .Select(o => o.Id)
            .AsAsyncEnumerable();

        await foreach (var id in pending.WithCancellation(stoppingToken))
        {
            jobs.Enqueue<ConfirmOrder>(job => job.RunAsync(id, null));
        }
    }
}
