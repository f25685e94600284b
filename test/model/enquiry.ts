/** A transaction query of the model. */
export type Enquiry = {
	readonly id: number;
	/** When the server begins to show it. */
	readonly shownAt: number;
	/** In epoch milliseconds: whole seconds. The names are those of `dateType`. */
	readonly dates: {
		readonly enquiryDate: number;
		readonly transactionDate: number;
		readonly validationDate: number | undefined;
	};
};

/** Creates a transaction query that the server shows at once. */
export const enquiryAt = (id: number, at: number): Enquiry => ({
	id,
	shownAt: -Infinity,
	dates: {enquiryDate: at + 86_400_000, transactionDate: at, validationDate: undefined},
});
