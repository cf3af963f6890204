using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Orders;

public enum OrderStatus { Pending, Confirmed, Shipped, Cancelled }

// region model
public class Order
{
    public long Id { get; private set; }
    public required string Sku { get; init; }
    public required int Quantity { get; init; }
    public required string Email { get; init; }
    public OrderStatus Status { get; init; }
    public string? IdempotencyKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public int Confirmations { get; init; }
}

public class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.Property(o => o.Sku).HasMaxLength(40);
        order.Property(o => o.Email).HasMaxLength(254);
        order.Property(o => o.Status)
            .HasConversion<string>().HasMaxLength(20);
        order.Property(o => o.IdempotencyKey).HasMaxLength(255);
        order.HasIndex(o => o.IdempotencyKey).IsUnique();
    }
}
// endregion model
