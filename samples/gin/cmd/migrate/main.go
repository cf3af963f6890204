// Command migrate creates or updates the tables in the file at $DATABASE.
package main

import (
	"context"
	"log"
	"os"

	"example.com/orders/internal/database"
)

func main() {
	db, err := database.Open(os.Getenv("DATABASE"))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	if err := database.Migrate(context.Background(), db); err != nil {
		log.Fatal(err)
	}
}
