import type { ErrorRequestHandler, RequestHandler } from 'express';
import createError, { isHttpError } from 'http-errors';
import { z } from 'zod';

export const notFound: RequestHandler = () => {
  throw createError(404, 'There is nothing here');
};

/** The one place where errors become responses; Express counts to four. */
export const handleErrors: ErrorRequestHandler = (
  error,
  req,
  res,
  _next,
) => {
  if (error instanceof z.ZodError) {
    const { formErrors, fieldErrors } = z.flattenError(error);
    res
      .status(422)
      .json({
        error: 'The request is invalid',
        formErrors,
        fieldErrors,
      });
  } else if (isHttpError(error) && error.expose) {
    res.status(error.status).json({ error: error.message });
  } else {
    req.log.error(error);
    res.status(500).json({ error: 'Something went wrong' });
  }
};
