/** The values of `customerAcquisition`. */
export const customerAcquisitions = ['NEW', 'RETURNING'] as const;

/** Whether a customer is new to the advertiser. */
export type CustomerAcquisition = (typeof customerAcquisitions)[number];

/** The part of an order that belongs to one commission group. */
export type CommissionGroupAmount = {
	/** The code of the commission group, such as `DEFAULT`. */
	readonly code: string;
	/** The value of the part, in the currency of the order. */
	readonly amount: number;
};

/** An order that Awin accepted, or that is pending. Seen in public clients. */
export type AcceptedOrder = {
	/** The reference of the order, as it was sent. */
	orderReference: string;
	/** Seen for orders that are accepted. */
	correlationId?: string | null;
};

/** Why an order was rejected. Seen in public clients. */
export type OrderError = {
	/** The field of the order. */
	field?: string | null;
	/** What is wrong with it. */
	message?: string | null;
};

/** An order that Awin rejected. Seen in public clients. */
export type FailedOrder = {
	/** The order as it was sent. */
	order: {
		/** The reference of the order. */
		orderReference: string;
		[field: string]: unknown;
	};
	/** Why the order was rejected. */
	errors: OrderError[];
};

/**
 * What became of the orders of a call. Awin does not document the answer: the fields are those that public
 * clients read. A 206 may have every order among `failedOrders`.
 */
export type ConversionReport = {
	/** Awin's id of the call. */
	batchId?: string | null;
	/** Orders that Awin accepted. */
	successfulOrders: AcceptedOrder[];
	/** Orders that are checked later. Their outcome goes to the `webhook` of the call. */
	pendingOrders: AcceptedOrder[];
	/** Orders that Awin rejected. */
	failedOrders: FailedOrder[];
};
