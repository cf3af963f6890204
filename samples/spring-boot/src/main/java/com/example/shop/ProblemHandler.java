package com.example.shop;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Problem details (RFC 9457) for everything, and in them the fields, which Spring leaves out. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

	/** For body and parameters: one constraint on a parameter, and Spring validates the body as one of them. */
	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, String> errors = new TreeMap<>();
		for (ParameterErrors result : e.getBeanResults()) {
			for (FieldError error : result.getFieldErrors()) {
				errors.putIfAbsent(error.getField(), error.getDefaultMessage());
			}
		}
		for (ParameterValidationResult result : e.getValueResults()) {
			errors.put(result.getMethodParameter().getParameterName(),
					result.getResolvableErrors().getFirst().getDefaultMessage());
		}
		e.getBody().setProperty("errors", errors);
		return super.handleHandlerMethodValidationException(e, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "The body is not the JSON expected.");
		if (e.getCause() instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
			String field = mismatch.getPath().getLast().getPropertyName();
			problem.setProperty("errors", Map.of(field, "has the wrong type"));
		}
		return handleExceptionInternal(e, problem, headers, status, request);
	}

}
