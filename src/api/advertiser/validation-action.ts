import {required} from '../input/param.ts';
import {amount, flag, id, listOf, oneOf, record, timezoneName} from '../input/params.ts';
import {currency, text} from '../input/texts.ts';
import {dateTime} from '../input/time-params.ts';
import {mapOf, variants} from '../input/variants.ts';
import type {Param} from '../input/param.ts';

/** A transaction by its key, with further properties. */
const transaction = (properties: Readonly<Record<string, Param>> = {}): Param =>
	required(
		record(
			{
				transactionId: id,
				orderRef: text(),
				transactionDate: dateTime,
				timezone: timezoneName,
				...properties,
			},
			({transactionId, orderRef, transactionDate, timezone}, option) => {
				const others = [orderRef, transactionDate, timezone];
				const given = others.filter((value) => value !== undefined).length;
				if (transactionId === undefined ? given === others.length : given === 0) return;
				throw new TypeError(
					`Option \`${option}\` must have \`transactionId\`, or \`orderRef\`, \`transactionDate\` and \`timezone\`.`,
				);
			},
		),
	);

const reason = required(text());

/** What to do with a transaction. */
export const validationAction: Param = variants('action', {
	approve: record({action: oneOf(['approve']), transaction: transaction()}),
	decline: record({action: oneOf(['decline']), transaction: transaction({declineReason: reason})}),
	amend: record({
		action: oneOf(['amend']),
		approve: flag,
		transaction: transaction({
			amendReason: reason,
			currency: required(currency),
			saleAmount: required(amount),
			transactionParts: required(
				listOf(record({amount: required(amount), commissionGroupCode: required(text())}), 1),
			),
		}),
	}),
	amendTrackingParameters: record({
		action: oneOf(['amendTrackingParameters']),
		transaction: transaction({
			amendReason: reason,
			customParameters: required(
				record({put: required(mapOf(/\S/, 'texts that are not blank', text()))}),
			),
		}),
	}),
});
