using System.Text.Json;
using System.Text.Json.Serialization;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Shop;
using Shop.Data;
using Shop.Orders;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddDbContext<ShopContext>(options =>
    options.UseSqlite(builder.Configuration.GetConnectionString("Shop")));

// Hangfire has no storage of its own for SQLite. On SQL Server, PostgreSQL or Redis this line
// changes, and PendingOrders can go.
builder.Services.AddHangfire(hangfire => hangfire.UseInMemoryStorage());
builder.Services.AddHangfireServer(options =>
    options.SchedulePollingInterval = TimeSpan.FromSeconds(1));
builder.Services.AddHostedService<PendingOrders>();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddValidation();
builder.Services.AddProblemDetails(Problems.NameTheField);
builder.Services.AddHealthChecks();

builder.Services.ConfigureHttpJsonOptions(options =>
{
    var json = options.SerializerOptions;
    json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
    json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    json.NumberHandling = JsonNumberHandling.Strict; // for the web, the default takes "2" for 2
});

// Outside Development a body that cannot be read is 400 with nothing in it, unless it is thrown.
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

var app = builder.Build();

app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = exception =>
        exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();

app.MapOrders();
app.MapHealthChecks("/health");

app.Run();
