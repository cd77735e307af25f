using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Shows what a run took and gave: sensitive members masked, unless they are to be revealed.</summary>
internal sealed class RunPayloads(IBotManager manager, BotJson contracts, ILogger<RunPayloads> logger)
{
    public RawJson? Input(StoredRun run, bool reveal) => Write(run.Input, manager.Find(run.Bot)?.InputJson, reveal);

    public RawJson? Output(StoredRun run, bool reveal) => Write(run.Output, manager.Find(run.Bot)?.ResultJson, reveal);

    // A payload that no contract knows, or that refuses to be written, is left out: the rest of the run can still be read.
    private RawJson? Write(ReadOnlyMemory<byte> json, JsonTypeInfo? contract, bool reveal)
    {
        if (json.IsEmpty || reveal)
        {
            return json.IsEmpty ? null : new RawJson(json.ToArray());
        }

        if (contract is null || contracts.FindMasked(contract.Type) is not { } masked)
        {
            return null;
        }

        try
        {
            return new RawJson(JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(json.Span, contract), masked));
        }
#pragma warning disable CA1031 // A payload's own code runs here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.PayloadNotWritten(logger, exception, contract.Type);
            return null;
        }
    }
}
