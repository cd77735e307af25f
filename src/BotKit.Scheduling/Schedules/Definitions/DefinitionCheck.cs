using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Says all that is wrong with a definition, and makes of a right one what is stored.</summary>
internal sealed class DefinitionCheck(Func<BotCatalogue> catalogue, StoredInputs inputs)
{
    /// <param name="definition">The definition; its input does not count.</param>
    /// <param name="input">Makes the request that holds its input.</param>
    /// <param name="calendars">The calendars that it may name.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is stored of it, with its input as it was bound; meaningless when something is wrong.</returns>
    /// <exception cref="BotStoreException">The sensitive members of the input cannot be encrypted now.</exception>
    public async ValueTask<CheckedDefinition> CheckAsync(
        BotScheduleDefinition definition,
        Func<BotRequest> input,
        IReadOnlyDictionary<string, BlackoutDays> calendars,
        List<BotFieldError> problems,
        CancellationToken cancellationToken)
    {
        DefinitionRules.Check(definition, calendars, problems);
        if (catalogue().Find(definition.Bot) is not { } bot)
        {
            var known = string.Join(", ", catalogue().Bots.Select(static known => known.Name));
            problems.Add(new("bot", $"No bot named '{definition.Bot}' is registered here. Registered: {known}.", "unknown_bot"));
            return default;
        }

        try
        {
            var stored = await bot.PrepareInputAsync(input(), cancellationToken).ConfigureAwait(false);
            var version = bot.Descriptor.PayloadVersion;
            var plain = inputs.Of(bot.Descriptor).Open(stored, version);
            return new(Normalize(definition) with { Input = stored, PayloadVersion = version }, plain);
        }
        catch (BotRejectedException exception) when (exception.InnerException is BotStoreException store)
        {
            throw store;
        }
        catch (BotRejectedException exception)
        {
            problems.AddRange(exception.Error.Details?.Select(static detail => detail with { Path = PathOf(detail.Path) })
                ?? [new BotFieldError("input", exception.Error.Message, exception.Error.Code)]);
        }
        catch (ArgumentException)
        {
            problems.Add(new("input", $"Its type is not the one that the bot takes, {bot.Descriptor.InputType}.", "type"));
        }
        catch (InvalidOperationException exception)
        {
            // A bot whose inputs have no JSON.
            problems.Add(new("input", exception.Message, "type"));
        }

        return default;
    }

    // Stores keep milliseconds; what they give back shall be what was given to them.
    private static BotScheduleDefinition Normalize(BotScheduleDefinition definition) => definition with
    {
        Blackouts = [.. definition.Blackouts],
        StartAt = Floor(definition.StartAt),
        EndAt = Floor(definition.EndAt),
        MissedAfter = Floor(definition.MissedAfter),
        Jitter = Floor(definition.Jitter),
        SuccessWithin = definition.SuccessWithin is { } within ? Floor(within) : null,
    };

    private static TimeSpan Floor(TimeSpan span) => new(span.Ticks - (span.Ticks % TimeSpan.TicksPerMillisecond));

    private static DateTimeOffset? Floor(DateTimeOffset? instant)
        => instant is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    private static string PathOf(string path) => path.StartsWith('$') ? "input" + path[1..] : "input." + path;
}

/// <summary>A definition that is right.</summary>
/// <param name="Definition">As it is stored.</param>
/// <param name="PlainInput">Its input before its sensitive members were encrypted.</param>
internal readonly record struct CheckedDefinition(BotScheduleDefinition Definition, ReadOnlyMemory<byte> PlainInput);
