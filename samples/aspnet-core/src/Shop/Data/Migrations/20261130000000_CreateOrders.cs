using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Data.Migrations
{
    // region migration
    public partial class CreateOrders : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Sku = table.Column<string>(maxLength: 40),
                    Quantity = table.Column<int>(),
                    Email = table.Column<string>(maxLength: 254),
                    Status = table.Column<string>(maxLength: 20),
                    IdempotencyKey = table.Column<string>(
                        maxLength: 255, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(),
                    ConfirmedAt = table.Column<DateTimeOffset>(
                        nullable: true),
                    Confirmations = table.Column<int>(),
                },
                constraints: table =>
                    table.PrimaryKey("PK_Orders", order => order.Id));

            migrationBuilder.CreateIndex(
                name: "IX_Orders_IdempotencyKey",
                table: "Orders",
                column: "IdempotencyKey",
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.DropTable(name: "Orders");
    }
    // endregion migration
}
