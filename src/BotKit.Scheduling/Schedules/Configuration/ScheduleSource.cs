using BotKit.Execution;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>The schedules and calendars that code and configuration say, and what becomes of them when configuration changes: all of it is right, or nothing changes.</summary>
internal sealed class ScheduleSource(ScheduleRegistry registry, Func<BotCatalogue> catalogue, DefinitionCheck check, ScheduleCalendars calendars) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private HashSet<string> _present = [];
    private volatile IReadOnlyList<string> _failures = [];
    private volatile DeclaredSet? _current;

    /// <summary>What is in force; <see langword="null"/> before it was read.</summary>
    public DeclaredSet? Current => _current;

    /// <summary>What is wrong with the newest configuration; empty while it is in force.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Reads everything; once it was right, it gives what is in force.</summary>
    /// <exception cref="BotConfigurationException">Something is not right. It lists all of it.</exception>
    public async ValueTask<DeclaredSet> LoadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is { } current)
            {
                return current;
            }

            var (read, present, errors) = await ReadAsync(cancellationToken).ConfigureAwait(false);
            return errors.Count == 0 ? Accept(read, present) : throw new BotConfigurationException(errors);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Configuration has changed.</summary>
    /// <returns>Whether it is right, and so in force now.</returns>
    public async ValueTask<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (read, present, errors) = await ReadAsync(cancellationToken).ConfigureAwait(false);

            // A file that is broken or missing for a moment looks empty; nobody takes all schedules back on purpose while running.
            errors.AddRange(_present.Where(path => !present.Contains(path)).Select(static path => $"{path}: is empty now."));
            if (errors.Count > 0)
            {
                _failures = errors;
                return false;
            }

            Accept(read, present);
            _failures = [];
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failures = [$"It could not be read ({exception.GetType().Name})."];
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private DeclaredSet Accept(DeclaredSet read, HashSet<string> present)
    {
        calendars.Replace(read.Calendars);
        _present = present;
        _current = read;
        return read;
    }

    private async ValueTask<(DeclaredSet Read, HashSet<string> Present, List<string> Errors)> ReadAsync(CancellationToken cancellationToken)
    {
        var sections = ScheduleSections.Read(registry.Sections, catalogue());
        var errors = new List<string>(sections.Errors);
        var days = CalendarsOf(sections, errors);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var schedules = new List<DeclaredEntry>();
        foreach (var declared in registry.Declare(errors).Concat(sections.Schedules))
        {
            if (!places.TryAdd(declared.Definition.Id, declared.Place))
            {
                errors.Add($"{declared.Place}: the id '{declared.Definition.Id}' is taken, by {places[declared.Definition.Id]}. Give each schedule an id of its own; without one it has its bot's name.");
            }

            var problems = new List<BotFieldError>();
            var good = await check.CheckAsync(declared.Definition, declared.ToRequest, days, problems, cancellationToken).ConfigureAwait(false);
            errors.AddRange(problems.Where(problem => declared.IsWhole || !IsBlank(declared.Definition, problem)).Select(problem => declared.Describe(problem)));
            schedules.Add(new(good, declared.Definition.Id, declared.Source));
        }

        return (new DeclaredSet(schedules, days), sections.Present, errors);
    }

    // Where a bot or an expression could not be read, that was said already.
    private static bool IsBlank(BotScheduleDefinition definition, BotFieldError problem)
        => (problem.Path == "bot" && definition.Bot.Length == 0) || (problem.Path == "cron" && definition.Cron.Length == 0);

    private Dictionary<string, BlackoutDays> CalendarsOf(ScheduleSections sections, List<string> errors)
    {
        var days = new Dictionary<string, BlackoutDays>(StringComparer.Ordinal);
        foreach (var (place, name, calendar) in registry.Calendars.Select(static calendar => (Place: "Blackout calendar", calendar.Name, calendar.Days)).Concat(sections.Calendars))
        {
            if (!days.TryAdd(name, calendar))
            {
                errors.Add($"{place}: there are two blackout calendars '{name}'.");
            }
        }

        return days;
    }
}
