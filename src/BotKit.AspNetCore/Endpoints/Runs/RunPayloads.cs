using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Schedules;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Shows what a run took and gave: sensitive members masked, unless they are to be revealed. What is encrypted is never shown as it is.</summary>
internal sealed class RunPayloads(IBotManager manager, BotJson contracts, StoredInputs inputs, ILogger<RunPayloads> logger)
{
    public RawJson? Input(StoredRun run, bool reveal) => Input(run.Bot, run.Input, run.PayloadVersion, reveal);

    /// <summary>The input that runs of a schedule have.</summary>
    public RawJson? Input(BotScheduleDefinition schedule) => Input(schedule.Bot, schedule.Input, schedule.PayloadVersion, reveal: false);

    /// <summary>The input that runs of a schedule have, in the clear, to be stored again.</summary>
    /// <returns>The input; <see langword="null"/> when its sensitive members cannot be decrypted.</returns>
    public ReadOnlyMemory<byte>? Open(BotScheduleDefinition schedule)
    {
        try
        {
            var stored = manager.Find(schedule.Bot) is { } bot ? inputs.Of(bot) : inputs.OfUnknown(schedule.Bot);
            return stored.Open(schedule.Input, schedule.PayloadVersion);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private RawJson? Input(string name, ReadOnlyMemory<byte> input, int version, bool reveal)
    {
        if (input.IsEmpty)
        {
            return null;
        }

        var bot = manager.Find(name);
        var stored = bot is null ? inputs.OfUnknown(name) : inputs.Of(bot);
        var opened = stored.Reveal(input, version);
        if (reveal)
        {
            return new RawJson(opened);
        }

        if (bot?.InputJson is not { } contract || contracts.FindMasked(contract.Type) is not { } masked)
        {
            return null;
        }

        // What was removed or cannot be decrypted does not bind any more, but the rest of it can still be shown.
        return TryMask(opened, contract, masked, out var failure) is { } shown ? shown
            : version == bot.PayloadVersion && SensitiveCopy.MayHaveMarks(input.Span) ? new RawJson(stored.Mask(input))
            : NotWritten(contract, failure!);
    }

    public RawJson? Output(StoredRun run, bool reveal)
    {
        if (run.Output.IsEmpty || reveal)
        {
            return run.Output.IsEmpty ? null : new RawJson(run.Output);
        }

        return manager.Find(run.Bot)?.ResultJson is not { } contract || contracts.FindMasked(contract.Type) is not { } masked ? null
            : TryMask(run.Output, contract, masked, out var failure) ?? NotWritten(contract, failure!);
    }

    private static RawJson? TryMask(ReadOnlyMemory<byte> json, JsonTypeInfo contract, JsonTypeInfo masked, out Exception? failure)
    {
        try
        {
            failure = null;
            return new RawJson(JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(json.Span, contract), masked));
        }
#pragma warning disable CA1031 // A payload's own code runs here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            return null;
        }
    }

    // A payload that no contract knows, or that refuses to be written, is left out: the rest of the run can still be read.
    private RawJson? NotWritten(JsonTypeInfo contract, Exception failure)
    {
        Log.PayloadNotWritten(logger, failure, contract.Type);
        return null;
    }
}
