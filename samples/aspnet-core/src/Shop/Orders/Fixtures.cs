namespace Shop.Orders;

/// <summary>The two SKUs that exist only so that the contract can see a conflict and a retry.</summary>
public static class Fixtures
{
    public static OrderStatus InitialStatus(string sku) =>
        sku == "SHIPPED" ? OrderStatus.Shipped : OrderStatus.Pending;

    public static void FailFirstTry(string sku, int retries)
    {
        if (sku == "FLAKY" && retries == 0)
        {
            throw new InvalidOperationException("FLAKY fails its first try.");
        }
    }
}
