import type {Status} from '../src/status.ts';

/** The body and the header fields of a response. */
export type Content = {
	/** An object is sent as JSON, a string verbatim, `null` as no body. */
	readonly body: object | string | null;
	/** Header fields besides the content type, which follows from the body. */
	readonly headers?: Readonly<Record<string, string>>;
};

const orders = {
	batchId: 'example-batch-1',
	successfulOrders: [{orderReference: 'EXAMPLE-1', correlationId: 'example-correlation-1'}],
	pendingOrders: [],
	failedOrders: [
		{
			order: {orderReference: 'EXAMPLE-2'},
			errors: [{field: 'currency', message: 'must be an ISO 4217 code'}],
		},
	],
};

const gatewayPage = `<!doctype html>
<html><head><title>502 Bad Gateway</title></head>
<body><h1>502 Bad Gateway</h1></body></html>
`;

/**
 * An example response for every code of the table, in the formats of the Awin API. A mock sends it if the endpoint has
 * none of its own. Only the 200 is in no format of the API, so that no code mistakes it for the body of an endpoint. The values are invented:
 * ids start at 1001 and names contain "Example". The texts of 401, 404 and 429 were observed in responses of
 * the API. The 403 is from the documentation of its feeds. The other texts are invented in the same format.
 */
export const bodies = {
	200: {body: {example: 'The mocks know no endpoint of this method and path: pass a `body`.'}},
	201: {body: {id: 2001}, headers: {location: '/promotion/advertiser/1001/2001'}},
	202: {
		body: {jobId: 'example-job-1'},
		headers: {location: '/advertisers/1001/transactions/jobs/example-job-1', 'retry-after': '1'},
	},
	204: {body: null},
	206: {body: orders},
	304: {body: null},
	400: {body: {error: 'exception', description: "Wrong data type for parameter 'endDate'"}},
	401: {
		body: {
			error: 'unauthorized',
			description: 'Full authentication is required to access this resource',
		},
	},
	403: {body: {error: 403, message: 'Access Denied.'}},
	404: {body: {error: 'exception', description: 'Not Found (404 NOT_FOUND)'}},
	406: {body: {...orders, successfulOrders: []}},
	409: {
		body: {error: 'exception', description: 'An entry with the reference EXAMPLE-1 exists already'},
	},
	422: {
		body: {
			error: 'exception',
			description: 'The transaction 3001 is declined and cannot be amended',
		},
	},
	429: {
		body: {
			error: 'request.limit.exceeded',
			description: "Requests limit '20' times per '1' minutes' is exceeded",
		},
	},
	500: {
		body: {error: 'exception', description: 'Internal Server Error (500 INTERNAL_SERVER_ERROR)'},
	},
	502: {body: gatewayPage, headers: {'content-type': 'text/html; charset=utf-8'}},
	503: {
		body: {error: 'exception', description: 'Service Unavailable (503 SERVICE_UNAVAILABLE)'},
	},
	504: {body: {error: 'exception', description: 'Gateway Timeout (504 GATEWAY_TIMEOUT)'}},
} as const satisfies Record<Status, Content>;
