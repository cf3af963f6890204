using System.ComponentModel.DataAnnotations;

namespace Shop.Orders;

// region validation
public record NewOrder(
    [Required, StringLength(40)]
    string? Sku,

    [Required, Range(1, 100)]
    int? Quantity,

    [Required, EmailAddress, StringLength(254)]
    string? Email);
// endregion validation

public record OrderResponse(
    long Id,
    string Sku,
    int Quantity,
    string Email,
    OrderStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ConfirmedAt,
    int Confirmations)
{
    public static OrderResponse Of(Order order) => new(
        order.Id, order.Sku, order.Quantity, order.Email, order.Status,
        order.CreatedAt, order.ConfirmedAt, order.Confirmations);
}

public record OrderPage(IReadOnlyList<OrderResponse> Orders, string? Next);
