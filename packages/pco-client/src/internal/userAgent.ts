/** Planning Center's firewall answers requests without a `User-Agent` with a web page (planningcenter/developers issues 1207, 1313). */
export const userAgent = "openfaith (+https://www.npmjs.com/package/@openfaith/pco-client)"
