using System.Net;

namespace Shop.Tests;

// region test
public class OrderTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private static readonly object Valid =
        new { sku = "MUG", quantity = 2, email = "ada@example.org" };

    [Fact]
    public async Task Creates_an_order_and_leads_to_it()
    {
        var created = await shop.Post(Valid, "first");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var order = await shop.Read(
            await shop.Get(created.Headers.Location));
        Assert.Equal("MUG", (string?)order["sku"]);
    }

    [Fact]
    public async Task Answers_the_same_key_with_the_same_order()
    {
        var first = await shop.Read(
            await shop.Post(Valid, "once"));
        var again = await shop.Read(
            await shop.Post(Valid, "once"));

        Assert.Equal((long?)first["id"], (long?)again["id"]);
    }

    [Fact]
    public async Task Names_every_invalid_field()
    {
        var refused = await shop.Post(
            new { sku = "", quantity = 101, email = "nobody" }, "bad");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await shop.Read(refused);
        var named = problem["errors"]!.AsObject()
            .Select(error => error.Key.ToLowerInvariant());
        Assert.Equal(["email", "quantity", "sku"], named.Order());
    }
}
// endregion test
