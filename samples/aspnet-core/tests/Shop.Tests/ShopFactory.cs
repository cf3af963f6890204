using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Tests;

/// <summary>The application on a database of its own.</summary>
public sealed class ShopFactory : WebApplicationFactory<Program>
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");

    /// <summary>Places an order under an idempotency key.</summary>
    public Task<HttpResponseMessage> Post(object order, string key) =>
        CreateClient().SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/orders")
            {
                Content = JsonContent.Create(order),
                Headers = { { "Idempotency-Key", key } },
            },
            TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Get(Uri? address) =>
        CreateClient().GetAsync(address, TestContext.Current.CancellationToken);

    public async Task<JsonObject> Read(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var connection = $"Data Source={_path};Pooling=False";
        using var db = new ShopContext(
            new DbContextOptionsBuilder<ShopContext>().UseSqlite(connection).Options);
        db.Database.Migrate();

        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Shop", connection);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(_path);
    }
}
