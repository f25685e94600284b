import type {Status} from '../src/status.ts';

/** What a server sends with a code. */
export type Content = {
	/** Sent as JSON; a string as it is; `null` for no body. */
	readonly body: object | string | null;
	/** Header fields besides the content type of the body. */
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
 * One answer for every code of the table, in the shapes that the Awin API uses. The values are made up:
 * ids from 1001, names that say "Example". The texts of 401, 404 and 429 are as the API has been seen to
 * send them, a 403 is as its feeds document it; the other texts only follow their form.
 */
export const bodies = {
	200: {
		body: {
			userId: 1,
			accounts: [
				{
					accountId: 1001,
					accountName: 'Example Publisher',
					accountType: 'publisher',
					userRole: 'userViewer',
				},
			],
		},
	},
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
