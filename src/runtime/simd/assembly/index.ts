export { multiply } from "./product";
