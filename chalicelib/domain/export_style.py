"""How a page to print looks: black on white, on paper and on a phone."""

STYLE = """
:root{color-scheme:light}
body{margin:0 auto;padding:24px 16px;max-width:46rem;background:#fff;color:#111;font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .75rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:1.75rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid #767676}
h3{font-size:1rem;margin:0}
h3 span,time,.number,.mark,footer{font-weight:400;font-size:.875rem;color:#444}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
dt{color:#444}
dd{margin:0;overflow-wrap:anywhere}
article{margin:0 0 1rem;break-inside:avoid-page}
p,ul{margin:.15rem 0 0}
.number::before{content:"#"}
.text{white-space:pre-wrap;overflow-wrap:anywhere;break-inside:auto}
.system{color:#444;font-size:.875rem}
.system p{display:inline}
.withheld,.card{padding:.35rem .6rem;border:1px solid #767676;border-radius:4px;overflow-wrap:anywhere}
li{overflow-wrap:anywhere}
a{color:inherit}
footer{margin-top:2rem;border-top:1px solid #767676;overflow-wrap:anywhere}
@media print{@page{margin:18mm}body{padding:0;max-width:none;font-size:11pt}h2{break-after:avoid-page}}
""".strip()
