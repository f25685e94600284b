/**
 * A transaction notification that cannot be read. The message says what is wrong and shows nothing of the content,
 * because anyone can send to a call-back URL.
 */
export class NotificationError extends Error {
	/** The name of the class. */
	override get name(): 'NotificationError' {
		return 'NotificationError';
	}

	/** The field that does not fit, such as `commission` or `products[0].quantity`. `undefined` if it is not one field. */
	readonly field: string | undefined;

	/** Created by `parseTransactionNotification`. Create one only for tests. */
	constructor(message: string, options: {readonly field?: string; readonly cause?: unknown} = {}) {
		super(message, options.cause === undefined ? undefined : {cause: options.cause});
		this.field = options.field;
	}
}
