/* Row types come from the package itself, so that a project without MSW compiles. */
import {
	createAwinClient,
	type Account,
	type Offer,
	type Programme,
	type ReportRow,
	type Transaction,
	type UploadedProduct,
	type ValidationItem,
} from 'awin-sdk';

type Rows = {
	readonly accounts: Account[];
	readonly offers: Offer[];
	readonly programmes: Programme[];
	readonly reports: ReportRow[];
	readonly transactions: Transaction[];
	readonly uploads: UploadedProduct[];
	readonly validations: ValidationItem[];
};

const rows: Partial<Rows> = {};
const {programmes} = createAwinClient({token: 'token'}).publisher(1);
if (typeof programmes.list !== 'function' || rows.accounts !== undefined) {
	throw new Error('The client has no typed endpoints.');
}
