package orders

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"
)

// httpError is an error that says itself how it is answered.
type httpError struct {
	status  int
	message string
}

func (e httpError) Error() string { return e.message }

var (
	errNoRoute    = httpError{http.StatusNotFound, "no such page"}
	errNoMethod   = httpError{http.StatusMethodNotAllowed, "method not allowed"}
	errNoToken    = httpError{http.StatusUnauthorized, "a bearer token is required"}
	errWrongToken = httpError{http.StatusForbidden, "this token may not do that"}
)

// fieldErrors says of each invalid field what is wrong with it.
type fieldErrors map[string]string

func (fieldErrors) Error() string { return "the request is invalid" }

// bind fills in from the request and names every invalid field at once.
func bind(c *gin.Context, in any, from binding.Binding) error {
	err := c.ShouldBindWith(in, from)
	if err == nil {
		return nil
	}
	if invalid, ok := errors.AsType[validator.ValidationErrors](err); ok {
		return named(invalid)
	}
	mistyped, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok || mistyped.Field == "" {
		return httpError{http.StatusBadRequest, err.Error()}
	}
	// The decoder reports only the first value of a wrong type, but it reads on
	// and leaves the others empty, so "required" finds them.
	fields := fieldErrors{}
	rest := binding.Validator.ValidateStruct(in)
	if invalid, ok := errors.AsType[validator.ValidationErrors](rest); ok {
		fields = named(invalid)
	}
	fields[mistyped.Field] = "must be of type " + mistyped.Type.String()
	return fields
}

func named(invalid validator.ValidationErrors) fieldErrors {
	fields := fieldErrors{}
	for _, field := range invalid {
		rule := field.Tag()
		if field.Param() != "" {
			rule += "=" + field.Param()
		}
		fields[field.Field()] = "must satisfy " + rule
	}
	return fields
}

// namesFromJSON lets validation speak of "sku" where the struct says SKU.
func namesFromJSON() error {
	v, ok := binding.Validator.Engine().(*validator.Validate)
	if !ok {
		return fmt.Errorf("unknown validator %T", binding.Validator.Engine())
	}
	v.RegisterTagNameFunc(func(field reflect.StructField) string {
		for _, key := range []string{"json", "form", "header"} {
			if name, _, _ := strings.Cut(field.Tag.Get(key), ","); name != "" {
				return name
			}
		}
		return field.Name
	})
	return nil
}

// renderErrors is the one place where errors become responses.
func renderErrors(c *gin.Context) {
	c.Next()
	if len(c.Errors) == 0 {
		return
	}
	err := c.Errors.Last().Err
	if fields, ok := errors.AsType[fieldErrors](err); ok {
		c.JSON(http.StatusUnprocessableEntity, gin.H{
			"error": fields.Error(), "fields": fields,
		})
		return
	}
	status := http.StatusInternalServerError
	if known, ok := errors.AsType[httpError](err); ok {
		status = known.status
	}
	switch {
	case errors.Is(err, ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, ErrShipped):
		status = http.StatusConflict
	}
	if status == http.StatusInternalServerError {
		slog.ErrorContext(c.Request.Context(), "request failed", "error", err)
		err = errors.New("something went wrong")
	}
	c.JSON(status, gin.H{"error": err.Error()})
}

func recovered(c *gin.Context, _ any) {
	c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{
		"error": "something went wrong",
	})
}
