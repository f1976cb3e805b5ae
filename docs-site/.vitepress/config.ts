import { defineConfig } from "vitepress"

export default defineConfig({
  title: "OpenFaith",
  description: "Keep a correct, current copy of a third-party account in your own database",
  lang: "en",
  cleanUrls: true,
  // an icon of its own, so that no browser asks for one elsewhere
  head: [["link", { rel: "icon", href: "data:," }]],
  themeConfig: {
    search: { provider: "local" },
    nav: [
      { text: "Guide", link: "/guide/getting-started" },
      { text: "Concepts", link: "/architecture" }
    ],
    sidebar: [
      {
        text: "Guide",
        items: [
          { text: "Getting started", link: "/guide/getting-started" },
          { text: "Talking to an API", link: "/guide/client" },
          { text: "The quota", link: "/guide/quota" },
          { text: "The plan", link: "/guide/plan" },
          { text: "Where things are kept", link: "/guide/storage" },
          { text: "Your own model", link: "/guide/own-model" },
          { text: "Controlling runs", link: "/guide/control" },
          { text: "Watching a sync", link: "/guide/watching" },
          { text: "Several processes", link: "/guide/sharing" },
          { text: "Beside your own schema", link: "/guide/beside-your-schema" }
        ]
      },
      {
        text: "Concepts",
        items: [
          { text: "Architecture", link: "/architecture" },
          { text: "Which versions go together", link: "/reference/compatibility" },
          { text: "What each adapter keeps", link: "/reference/conformance" },
          { text: "The plan of Planning Center", link: "/reference/planning-center-plan" },
          { text: "Glossary", link: "/glossary" }
        ]
      }
    ],
    outline: [2, 3]
  }
})
