// the default theme with the system's fonts: nothing is fetched from elsewhere
export { default } from "vitepress/theme-without-fonts"
