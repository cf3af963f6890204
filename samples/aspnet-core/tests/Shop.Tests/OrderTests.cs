using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shop.Tests;

// region test
public class OrderTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private readonly HttpClient _client = shop.CreateClient();

    [Fact]
    public async Task Creates_an_order_and_leads_to_it()
    {
        var created = await Post("MUG-1", 2, "ada@example.org");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var order = await _client.GetFromJsonAsync<JsonObject>(
            created.Headers.Location,
            TestContext.Current.CancellationToken);
        Assert.Equal("MUG-1", (string?)order!["sku"]);
    }

    [Theory]
    [InlineData("", 2, "ada@example.org", "sku")]
    [InlineData("MUG-1", "2", "ada@example.org", "quantity")]
    [InlineData("MUG-1", 101, "ada@example.org", "quantity")]
    [InlineData("MUG-1", 2, "nobody", "email")]
    public async Task Names_the_invalid_field(
        string sku, object quantity, string email, string field)
    {
        var refused = await Post(sku, quantity, email);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.Content
            .ReadFromJsonAsync<JsonObject>(
                TestContext.Current.CancellationToken);
        var named = Assert.Single(problem!["errors"]!.AsObject());
        Assert.Equal(field, named.Key, ignoreCase: true);
    }

    private Task<HttpResponseMessage> Post(
        string sku, object quantity, string email) =>
        _client.PostAsJsonAsync(
            "/orders", new { sku, quantity, email },
            TestContext.Current.CancellationToken);
}
// endregion test
