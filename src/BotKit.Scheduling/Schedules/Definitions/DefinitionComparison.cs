using System.Security.Cryptography;
using System.Text.Json;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Whether a definition says the same as a stored one. Encrypting the same input twice gives different bytes, so inputs are compared opened.</summary>
internal sealed class DefinitionComparison(Func<BotCatalogue> catalogue, StoredInputs inputs)
{
    public static bool IsSameTiming(BotScheduleDefinition a, BotScheduleDefinition b)
        => string.Equals(a.Cron, b.Cron, StringComparison.Ordinal)
        && string.Equals(a.TimeZone, b.TimeZone, StringComparison.Ordinal)
        && a.StartAt == b.StartAt
        && a.EndAt == b.EndAt;

    public bool IsSame(BotScheduleDefinition stored, in CheckedDefinition declared)
    {
        var definition = declared.Definition;
        return string.Equals(stored.Bot, definition.Bot, StringComparison.Ordinal)
            && IsSameTiming(stored, definition)
            && stored.PayloadVersion == definition.PayloadVersion
            && stored.Overlap == definition.Overlap
            && stored.Missed == definition.Missed
            && stored.CatchUpLimit == definition.CatchUpLimit
            && stored.MissedAfter == definition.MissedAfter
            && stored.Jitter == definition.Jitter
            && stored.Priority == definition.Priority
            && stored.SuccessWithin == definition.SuccessWithin
            && string.Equals(stored.Description, definition.Description, StringComparison.Ordinal)
            && (stored.Blackouts.Count == 0 ? definition.Blackouts.Count == 0 : stored.Blackouts.SequenceEqual(definition.Blackouts, StringComparer.Ordinal))
            && IsSameInput(stored, declared);
    }

    private bool IsSameInput(BotScheduleDefinition stored, in CheckedDefinition declared)
    {
        if (stored.Input.Span.SequenceEqual(declared.Definition.Input.Span))
        {
            return true;
        }

        if (catalogue().Find(stored.Bot) is not { } bot)
        {
            return false;
        }

        try
        {
            return inputs.Of(bot.Descriptor).Open(stored.Input, stored.PayloadVersion).Span.SequenceEqual(declared.PlainInput.Span);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            // It cannot be read any more: written anew, it can.
            return false;
        }
    }
}
