"""A whole study through `hone mcp`, by the protocol's own client: argv is the program and the folder."""
import asyncio, json, os, sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp import types

asked = []

async def elicited(context, params):
    asked.append(params.message)
    return types.ElicitResult(action="accept", content={"land": True})

async def main():
    server = StdioServerParameters(command=sys.argv[1], args=["mcp"], cwd=sys.argv[2], env=dict(os.environ))
    async with stdio_client(server) as (reading, writing):
        async with ClientSession(reading, writing, elicitation_callback=elicited) as session:
            begun = await session.initialize()
            tools = (await session.list_tools()).tools
            async def call(name, **arguments):
                result = await session.call_tool(name, arguments)
                text = result.content[0].text
                return json.loads(text) if text.startswith("{") else text
            check = await call("hone_check")
            run = (await call("hone_run", steps=3))["run"]
            while (status := await call("hone_status", run=run)).get("running"):
                await asyncio.sleep(0.1)
            log = await call("hone_log", run=run, limit=20)
            diff = await call("hone_show", candidate=run + ":best", part="diff")
            landed = await call("hone_land", candidate=run + ":best", onto="taken")
            print(json.dumps({
                "tools": [tool.name for tool in tools], "server": begun.model_dump().get("server_info") or begun.model_dump().get("serverInfo"),
                "check": check["outcome"], "reason": status["reason"], "steps": len(log["lines"]),
                "diff": diff, "landed": landed, "asked": asked}))

asyncio.run(main())
