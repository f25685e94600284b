import {number, optional, shapeOf, string} from '../read/shape.ts';

/** An amount of money, as sent. */
export type Money = {
	/** In the main unit of the currency, such as pounds. */
	amount: number;
	/** ISO 4217, such as `GBP`. */
	currency: string;
};

/** An amount of money whose members are both `null` if it does not apply. */
export type NullableMoney = {
	/** In the main unit of the currency. */
	amount: number | null;
	/** ISO 4217. */
	currency: string | null;
};

/** The shape of {@link Money}. */
export const moneyShape = shapeOf<Money>({amount: number, currency: string});

/** The shape of {@link NullableMoney}. */
export const nullableMoneyShape = shapeOf<NullableMoney>({
	amount: optional(number),
	currency: optional(string),
});
