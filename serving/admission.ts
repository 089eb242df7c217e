import { ApiError } from './api-error.ts';

/** Counts requests that are worked on. */
export interface Admission {
  /** Counts one more until the function that it gives is called. Throws ApiError 429 where there are too many. */
  readonly enter: () => () => void;
}

/** Lets in `most` requests at a time. */
export function openAdmission(most: number): Admission {
  let open = 0;
  return {
    enter: () => {
      if (open >= most) {
        throw new ApiError(
          429,
          'rate_limit_error',
          `The server has ${open} requests to answer already. Try again later.`,
          {
            ...{ code: 'queue_full', retryAfter: 1 },
          },
        );
      }
      open++;
      return () => {
        open--;
      };
    },
  };
}
