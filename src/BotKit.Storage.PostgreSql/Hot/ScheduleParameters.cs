using BotKit.Schedules;
using BotKit.Storage.Rows;
using BotKit.Storage.Schedules;
using Npgsql;
using NpgsqlTypes;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>The columns of schedules and occurrences that are written together.</summary>
internal static class ScheduleParameters
{
    /// <summary>The parameters of <see cref="ScheduleSql.Insert"/> and <see cref="ScheduleSql.Update"/>.</summary>
    public static NpgsqlParameter[] Of(IReadOnlyList<ScheduleChange> changes)
    {
        return
        [
            Texts(static it => it.Definition.Id), Texts(static it => it.Definition.Bot), Numbers(static it => (long)it.Source),
            Arrays.Texts(Column(static it => it.IsDefined ? ScheduleText.Write(it.After.Definition) : null)),
            Arrays.Bytes(Column(static it => it.IsDefined ? Arrays.Payload(it.After.Definition.Input) : null)),
            Arrays.Texts(Column(static it => it is { IsDefined: true, After.Declared: { } declared } ? ScheduleText.Write(declared) : null)),
            Arrays.Bytes(Column(static it => it is { IsDefined: true, After.Declared: { } declared } ? Arrays.Payload(declared.Input) : null)),
            Instant(static it => it.Anchor), Instant(static it => it.CreatedAt), Instant(static it => it.ChangedAt),
            Texts(static it => it.ChangedBy), Numbers(static it => it.Revision), Numbers(static it => it.IsRetired ? 1 : 0),
            Texts(static it => it.Pause?.Reason), Texts(static it => it.Pause?.By), Instant(static it => it.Pause?.Since), Instant(static it => it.Pause?.Until),
            Instant(static it => it.NextDue), Instant(static it => it.WakeAt), Instant(static it => it.Watermark),
            Arrays.Ids(Column(static it => it.After.LastRun)), Instant(static it => it.LastRunDue),
        ];

        NpgsqlParameter Texts(Func<BotSchedule, string?> column) => Arrays.Texts(Column(it => Words.Clean(column(it.After))));

        NpgsqlParameter Numbers(Func<BotSchedule, long> column) => Arrays.Numbers(Column(it => column(it.After)));

        NpgsqlParameter Instant(Func<BotSchedule, DateTimeOffset?> column)
            => Arrays.Numbers(Column(it => Instants.ToMilliseconds(column(it.After))));

        T[] Column<T>(Func<ScheduleChange, T> column) => [.. changes.Select(column)];
    }

    /// <summary>The parameters of <see cref="ScheduleSql.Upsert"/>.</summary>
    public static NpgsqlParameter[] Of(BotOccurrence[] occurrences)
    {
        return
        [
            Arrays.Texts(Column(static it => it.Schedule)), Numbers(static it => Instants.ToMilliseconds(it.Due)),
            Numbers(static it => Instants.ToMilliseconds(it.Until)), Numbers(static it => it.Count), Numbers(static it => (long)it.State),
            Arrays.Numbers(Column(static it => (long?)it.Reason)), Arrays.Ids(Column(static it => it.ExecutionId)),
            Numbers(static it => it.IsBackfill ? 1 : 0), Numbers(static it => Instants.ToMilliseconds(it.RecordedAt)),
            Arrays.Texts(Column(static it => Words.Clean(it.Timing))),
        ];

        NpgsqlParameter Numbers(Func<BotOccurrence, long> column) => Arrays.Numbers(Column(column));

        T[] Column<T>(Func<BotOccurrence, T> column) => Array.ConvertAll(occurrences, it => column(it));
    }

    /// <summary>Texts that may be none.</summary>
    public static NpgsqlParameter Texts(IEnumerable<string> texts) => Arrays.Of<string?>([.. texts.Select(Words.Clean)], NpgsqlDbType.Text);
}
