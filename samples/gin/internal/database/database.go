// Package database holds the schema, the queries and how to open them.
package database

import (
	"database/sql"
	"embed"
	"net/url"

	_ "modernc.org/sqlite"
)

//go:generate go run github.com/sqlc-dev/sqlc/cmd/sqlc@v1.31.1 generate -f ../../sqlc.yaml

//go:embed migrations/*.sql
var Migrations embed.FS

// Open opens the SQLite file that the API and the worker share.
func Open(path string) (*sql.DB, error) {
	params := url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)"},
		"_txlock": {"immediate"},
	}
	db, err := sql.Open("sqlite", "file:"+path+"?"+params.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // SQLite has one writer; River asks for one connection
	return db, nil
}
