import {type ErrorStatus, type KindOf, type RetriedOf, statusTable} from '../status.ts';
import {AwinError, type AwinErrorInit} from './awin-error.ts';

/** 400: invalid syntax or an invalid parameter. */
export class BadRequestError extends AwinError {
	readonly status = 400;
	readonly kind = 'bad-request';
	readonly retryable = statusTable[400].retried;

	override get name(): 'BadRequestError' {
		return 'BadRequestError';
	}
}

/**
 * 401: the token is missing or invalid. If `reason` is `missing-relationship`, the token is valid, but the
 * publisher has no relationship with the advertiser.
 */
export class UnauthorizedError extends AwinError {
	readonly status = 401;
	readonly kind = 'unauthorized';
	readonly retryable = statusTable[401].retried;

	override get name(): 'UnauthorizedError' {
		return 'UnauthorizedError';
	}
}

/** 403: the user has no permission for this resource. */
export class ForbiddenError extends AwinError {
	readonly status = 403;
	readonly kind = 'forbidden';
	readonly retryable = statusTable[403].retried;

	override get name(): 'ForbiddenError' {
		return 'ForbiddenError';
	}
}

/** 404: the resource does not exist. */
export class NotFoundError extends AwinError {
	readonly status = 404;
	readonly kind = 'not-found';
	readonly retryable = statusTable[404].retried;

	override get name(): 'NotFoundError' {
		return 'NotFoundError';
	}
}

/** 406: the conversions failed validation. Not in Awin's table of codes. */
export class NotAcceptableError extends AwinError {
	readonly status = 406;
	readonly kind = 'not-acceptable';
	readonly retryable = statusTable[406].retried;

	override get name(): 'NotAcceptableError' {
		return 'NotAcceptableError';
	}
}

/** 409: the request conflicts with the current state. */
export class ConflictError extends AwinError {
	readonly status = 409;
	readonly kind = 'conflict';
	readonly retryable = statusTable[409].retried;

	override get name(): 'ConflictError' {
		return 'ConflictError';
	}
}

/** 422: the request has valid syntax, but cannot be processed. */
export class UnprocessableError extends AwinError {
	readonly status = 422;
	readonly kind = 'unprocessable';
	readonly retryable = statusTable[422].retried;

	override get name(): 'UnprocessableError' {
		return 'UnprocessableError';
	}
}

/** The constructor options of a `TooManyRequestsError`. */
export type LimitInit = AwinErrorInit & {
	/** The number of calls that the limit allows. */
	readonly limit?: number | undefined;
	/** The interval of the limit, in milliseconds. */
	readonly intervalMs?: number | undefined;
};

/** 429: more calls than the quota allows. Not in Awin's table of codes. */
export class TooManyRequestsError extends AwinError {
	readonly status = 429;
	readonly kind = 'too-many-requests';
	readonly retryable = statusTable[429].retried;

	override get name(): 'TooManyRequestsError' {
		return 'TooManyRequestsError';
	}
	/** The number of calls that the server allows per interval, if the body states it. */
	readonly limit: number | undefined;
	/** The interval of the limit in milliseconds, if the body states it. */
	readonly intervalMs: number | undefined;

	/** See {@link AwinError}. */
	constructor(init: LimitInit) {
		super(init);
		this.limit = init.limit;
		this.intervalMs = init.intervalMs;
	}
}

/** 500: something failed on the server. */
export class ServerError extends AwinError {
	readonly status = 500;
	readonly kind = 'server-error';
	readonly retryable = statusTable[500].retried;

	override get name(): 'ServerError' {
		return 'ServerError';
	}
}

/** 502: a gateway got an invalid response from an upstream server. */
export class BadGatewayError extends AwinError {
	readonly status = 502;
	readonly kind = 'bad-gateway';
	readonly retryable = statusTable[502].retried;

	override get name(): 'BadGatewayError' {
		return 'BadGatewayError';
	}
}

/** 503: the service is overloaded or down for maintenance. */
export class ServiceUnavailableError extends AwinError {
	readonly status = 503;
	readonly kind = 'unavailable';
	readonly retryable = statusTable[503].retried;

	override get name(): 'ServiceUnavailableError' {
		return 'ServiceUnavailableError';
	}
}

/** 504: a gateway got no response from an upstream server in time. */
export class GatewayTimeoutError extends AwinError {
	readonly status = 504;
	readonly kind = 'gateway-timeout';
	readonly retryable = statusTable[504].retried;

	override get name(): 'GatewayTimeoutError' {
		return 'GatewayTimeoutError';
	}
}

type StatusErrorClasses = {
	readonly [S in ErrorStatus]: new (
		init: AwinErrorInit,
	) => AwinError & {
		readonly status: S;
		readonly kind: KindOf<S>;
		readonly retryable: RetriedOf<S>;
	};
};

/** The error class of each failing code. The compiler rejects a code of the table without a class. */
export const statusErrors = {
	400: BadRequestError,
	401: UnauthorizedError,
	403: ForbiddenError,
	404: NotFoundError,
	406: NotAcceptableError,
	409: ConflictError,
	422: UnprocessableError,
	429: TooManyRequestsError,
	500: ServerError,
	502: BadGatewayError,
	503: ServiceUnavailableError,
	504: GatewayTimeoutError,
} as const satisfies StatusErrorClasses;

/** The error of a failing code, such as `NotFoundError` for 404. */
export type StatusError<S extends ErrorStatus> = InstanceType<(typeof statusErrors)[S]>;
