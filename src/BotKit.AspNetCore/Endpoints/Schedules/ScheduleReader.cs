using BotKit.AspNetCore.Envelope;
using BotKit.Schedules;
using Microsoft.AspNetCore.Routing;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Finds the schedule that a call names, and shows schedules: sensitive members of their inputs masked.</summary>
internal sealed class ScheduleReader(RunPayloads payloads, IBotSchedules? schedules = null)
{
    /// <summary>All schedules; <see langword="null"/> when the host has no scheduler.</summary>
    public IBotSchedules? Schedules => schedules;

    /// <returns>The schedule of the path; otherwise why there is none.</returns>
    public async ValueTask<(BotScheduleStatus? Found, Problem? Problem)> FindAsync(ApiCall call)
    {
        if (schedules is null)
        {
            return (null, NoScheduler());
        }

        var found = IdOf(call) is { } id ? await schedules.FindAsync(id, call.Aborted).ConfigureAwait(false) : null;
        return found is null ? (null, Unknown()) : (found, null);
    }

    public ScheduleBody Show(BotScheduleStatus status)
    {
        var (definition, declared) = (status.Schedule.Definition, status.Schedule.Declared);
        return ScheduleBody.Of(
            status,
            payloads.Input(definition),
            declared is null ? null : payloads.Input(declared));
    }

    /// <summary>The input of a schedule in the clear; <see langword="null"/> when it cannot be decrypted.</summary>
    public ReadOnlyMemory<byte>? OpenInput(BotScheduleDefinition definition) => payloads.Open(definition);

    public JsonAnswer<ScheduleBody> Answer(BotScheduleStatus status, int statusCode = 200)
        => new(Show(status), ApiJson.Default.ScheduleBody, statusCode);

    /// <summary>The id in the path; <see langword="null"/> when no schedule can have it.</summary>
    public static string? IdOf(ApiCall call)
        => call.Http.GetRouteValue("id") is string id && BotName.IsWellFormed(id) ? id : null;

    public static Problem NoScheduler()
        => Problem.Of(501, BotErrorCodes.NoScheduler, "This host has no scheduler: add one with AddScheduling of BotKit.Scheduling.");

    public static Problem Unknown() => Problem.Of(404, BotErrorCodes.UnknownSchedule, "There is no schedule of that id.");
}
