import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {listOf} from '../input/params.ts';
import {isRecord, misfit} from '../read/read.ts';
import {asRow, openEnvelope} from '../read/roots.ts';
import {shapeOf, string} from '../read/shape.ts';
import {validationAction} from './validation-action.ts';
import type {DateTimeParam} from '../rows/params.ts';
import type {Timezone} from '../time/zones.ts';

/** What names a transaction: its id, or its order reference, date and time zone. */
export type TransactionKey =
	| {
			/** Awin's id of the transaction. */
			readonly transactionId: number;
			/** Omit it if the transaction is named by its id. */
			readonly orderRef?: undefined;
			/** Omit it if the transaction is named by its id. */
			readonly transactionDate?: undefined;
			/** Omit it if the transaction is named by its id. */
			readonly timezone?: undefined;
	  }
	| {
			/** Omit it if the transaction is named by its order reference. */
			readonly transactionId?: undefined;
			/** The order reference of the advertiser. */
			readonly orderRef: string;
			/** In `timezone`, `yyyy-MM-ddThh:mm:ss`. */
			readonly transactionDate: DateTimeParam;
			/** The time zone of `transactionDate`. */
			readonly timezone: Timezone;
	  };

/** Approves a transaction. */
export type ApproveAction = {
	/** The kind of the action. */
	readonly action: 'approve';
	/** The transaction to approve. */
	readonly transaction: TransactionKey;
};

/** Declines a transaction. */
export type DeclineAction = {
	/** The kind of the action. */
	readonly action: 'decline';
	/** The transaction to decline, with the reason. */
	readonly transaction: TransactionKey & {
		/** Why the transaction is declined. */
		readonly declineReason: string;
	};
};

/** Changes the amount of a transaction. */
export type AmendAction = {
	/** The kind of the action. */
	readonly action: 'amend';
	/** Also approves the transaction. */
	readonly approve?: boolean | undefined;
	/** The transaction to change, with its new values. */
	readonly transaction: TransactionKey & {
		/** Why the amount changes. */
		readonly amendReason: string;
		/** ISO 4217. */
		readonly currency: string;
		/** The new value of the sale, in `currency`. */
		readonly saleAmount: number;
		/** Must add up to `saleAmount`; otherwise, Awin changes the part of the group `DEFAULT`. */
		readonly transactionParts: readonly {
			/** In `currency`. */
			readonly amount: number;
			/** The code of the commission group. */
			readonly commissionGroupCode: string;
		}[];
	};
};

/** Adds or changes custom parameters of a transaction. They cannot be removed. */
export type AmendTrackingParametersAction = {
	/** The kind of the action. */
	readonly action: 'amendTrackingParameters';
	/** The transaction to change, with the parameters. */
	readonly transaction: TransactionKey & {
		/** A public client requires it. */
		readonly amendReason: string;
		/** The parameters that change. */
		readonly customParameters: {
			/** The new values by name. Values must not be blank. */
			readonly put: Readonly<Record<string, string>>;
		};
	};
};

/**
 * What to do with a transaction:
 * https://help.awin.com/apidocs/approve-decline-amend-batch-transactions-for-a-given-advertiser.
 */
export type ValidationAction =
	| ApproveAction
	| DeclineAction
	| AmendAction
	| AmendTrackingParametersAction;

/** What `validations.send` takes: 1 to 40,000 actions. */
export type ValidationsSendParams = readonly ValidationAction[];

/** The job that executes the actions. It continues after the answer. */
export type ValidationsSent = {
	/** For `validations.get` and `validations.wait`. Such as `5cb8290460b59a6e7ae22d0b`. */
	jobId: string;
};

/** The number of actions of a call, at most. */
export const maxActions = 40_000;

/** Starts a job that approves, declines or amends up to 40,000 transactions. */
export const validationsSend = endpoint<
	{
		/** The actions: 1 to 40,000. */
		readonly actions: ValidationsSendParams;
	},
	ValidationsSent
>()({
	name: 'advertiser.validations.send',
	summary: 'Starts a job that approves, declines or amends up to 40,000 transactions.',
	method: 'POST',
	path: '/advertisers/{advertiserId}/transactions/batch',
	kinds: ['ok', 'created', 'accepted'],
	params: {actions: required(listOf(validationAction, 1, maxActions))},
	toParams: (actions: ValidationsSendParams) => ({actions}),
	body: ({actions}) => actions,
	read: (body) => {
		const root = openEnvelope(body);
		if (isRecord(root) && typeof root['jobId'] === 'string') return asRow(root);
		return misfit('must be an object with the text `jobId`');
	},
	shape: shapeOf<ValidationsSent>({jobId: string}),
	source:
		'https://help.awin.com/apidocs/approve-decline-amend-batch-transactions-for-a-given-advertiser.md',
	certainty: 'documented',
});
