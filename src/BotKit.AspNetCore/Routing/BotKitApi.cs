using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Events;
using BotKit.AspNetCore.Limits;
using BotKit.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The routes of the API. Each answers its methods, and refuses every other one in the API's own words.</summary>
internal sealed class BotKitApi(RouteGroupBuilder group, IServiceProvider services, BotKitApiOptions options)
{
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] Put = [HttpMethods.Put];
    private static readonly string[] Delete = [HttpMethods.Delete];

    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("BotKit.AspNetCore.Api");
    private readonly CallerLimits _limits = new(
        options.CallsPerMinute,
        options.MaxCallers,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger("BotKit.AspNetCore.Api"));

    // Who may look at these, or do this, needs more than the others do, where the host says so.
    private readonly string? _auditPolicy = options.AdminPolicy ?? options.ViewPolicy;
    private readonly string? _changePolicy = options.AdminPolicy ?? options.OperatePolicy;

    public void Map()
    {
        Read("", ApiOperations.ListBots, static call => For<BotsEndpoint>(call).ListAsync(call));
        Read("/health", ApiOperations.ReadHealth, static call => For<HealthEndpoint>(call).ReportAsync(call));
        Read("/metrics", ApiOperations.ReadMetrics, static call => For<MetricsEndpoint>(call).ReadAsync(call));
        Read("/alerts", ApiOperations.ListAlerts, static call => For<AlertsEndpoint>(call).ListAsync(call));
        Change("/alerts/{id}/ack", ApiOperations.Acknowledge, static call => For<AcknowledgeEndpoint>(call).AcknowledgeAsync(call));
        Read("/logs", ApiOperations.ListLogs, static call => For<LogsEndpoint>(call).ListAsync(call));
        Read("/audit", ApiOperations.ListAudit, static call => For<AuditEndpoint>(call).ListAsync(call), _auditPolicy);
        Read("/events", ApiOperations.Listen, static call => For<EventsEndpoint>(call).ListenAsync(call));
        Read("/openapi.json", ApiOperations.Describe, static call => For<OpenApiEndpoint>(call).DescribeAsync(call));
        Read("/runs", ApiOperations.ListRuns, static call => For<RunsEndpoint>(call).ListAsync(call));
        Change("/runs/replay", ApiOperations.ReplayMany, static call => For<ReplayManyEndpoint>(call).ReplayAsync(call));
        Read("/runs/{executionId}", ApiOperations.FindRun, static call => For<RunEndpoint>(call).FindAsync(call));
        Change("/runs/{executionId}/replay", ApiOperations.Replay, static call => For<ReplayEndpoint>(call).ReplayAsync(call));
        Change("/runs/{executionId}/cancel", ApiOperations.Cancel, static call => For<RunChangesEndpoint>(call).CancelAsync(call));
        Change("/runs/{executionId}/erase", ApiOperations.Erase, static call => For<RunChangesEndpoint>(call).EraseAsync(call), _changePolicy);
        MapSchedules();
        MapFiles();
        Add("/{bot}", Get, options.ViewPolicy, ApiOperations.FindBot, static call => For<BotsEndpoint>(call).FindAsync(call));
        Add("/{bot}", Post, options.OperatePolicy, ApiOperations.Run, static call => For<BotRunEndpoint>(call).RunAsync(call));
        RefuseOtherMethods("/{bot}", "GET, HEAD, POST");
        Change("/{bot}/pause", ApiOperations.Pause, static call => For<OperateEndpoint>(call).PauseAsync(call));
        Change("/{bot}/resume", ApiOperations.Resume, static call => For<OperateEndpoint>(call).ResumeAsync(call));
        Change("/{bot}/circuit/isolate", ApiOperations.Isolate, static call => For<OperateEndpoint>(call).IsolateAsync(call));
        Change("/{bot}/circuit/reset", ApiOperations.Reset, static call => For<OperateEndpoint>(call).ResetAsync(call));
        Add("/{**path}", null, options.ViewPolicy, null, static _ => new(Problem.Of(404, BotErrorCodes.UnknownRoute, "The API has no such route.")));
    }

    private void MapSchedules()
    {
        Add("/schedules", Get, options.ViewPolicy, ScheduleOperations.List, static call => For<SchedulesEndpoint>(call).ListAsync(call));
        Add("/schedules", Post, _changePolicy, ScheduleOperations.Create, static call => For<SchedulesEndpoint>(call).CreateAsync(call));
        RefuseOtherMethods("/schedules", "GET, HEAD, POST");
        // A schedule may have that name: its own methods are those of the next pattern.
        Add("/schedules/preview", Post, options.ViewPolicy, ScheduleOperations.Preview, static call => For<ScheduleTimesEndpoint>(call).PreviewAsync(call));
        Add("/schedules/{id}", Get, options.ViewPolicy, ScheduleOperations.Find, static call => For<SchedulesEndpoint>(call).FindAsync(call));
        Add("/schedules/{id}", Put, _changePolicy, ScheduleOperations.Change, static call => For<SchedulesEndpoint>(call).ChangeAsync(call));
        Add("/schedules/{id}", Delete, _changePolicy, ScheduleOperations.Delete, static call => For<SchedulesEndpoint>(call).DeleteAsync(call));
        RefuseOtherMethods("/schedules/{id}", "GET, HEAD, PUT, DELETE");
        Change("/schedules/{id}/pause", ScheduleOperations.Pause, static call => For<ScheduleOperateEndpoint>(call).PauseAsync(call));
        Change("/schedules/{id}/resume", ScheduleOperations.Resume, static call => For<ScheduleOperateEndpoint>(call).ResumeAsync(call));
        Change("/schedules/{id}/run", ScheduleOperations.Run, static call => For<ScheduleRunEndpoint>(call).RunAsync(call));
        Change("/schedules/{id}/backfill", ScheduleOperations.Backfill, static call => For<ScheduleOperateEndpoint>(call).BackfillAsync(call));
        Read("/schedules/{id}/next", ScheduleOperations.Next, static call => For<ScheduleTimesEndpoint>(call).NextAsync(call));
        Read("/schedules/{id}/occurrences", ScheduleOperations.Occurrences, static call => For<ScheduleTimesEndpoint>(call).OccurrencesAsync(call));
    }

    private void MapFiles()
    {
        Add("/files", Get, options.ViewPolicy, FileOperations.List, static call => For<FilesEndpoint>(call).ListAsync(call));
        Add("/files", Put, options.UploadPolicy ?? options.OperatePolicy, FileOperations.Upload, static call => For<FileUploadEndpoint>(call).UploadAsync(call));
        RefuseOtherMethods("/files", "GET, HEAD, PUT");
        Add("/files/{id}", Get, options.ViewPolicy, FileOperations.Download, static call => For<FilesEndpoint>(call).DownloadAsync(call));
        Add("/files/{id}", Delete, options.OperatePolicy, FileOperations.Delete, static call => For<FilesEndpoint>(call).DeleteAsync(call));
        RefuseOtherMethods("/files/{id}", "GET, HEAD, DELETE");
    }

    private static T For<T>(ApiCall call)
        where T : notnull
        => call.Http.RequestServices.GetRequiredService<T>();

    private void Read(string pattern, ApiOperation operation, Handler handler, string? policy = null)
    {
        Add(pattern, Get, policy ?? options.ViewPolicy, operation, handler);
        RefuseOtherMethods(pattern, "GET, HEAD");
    }

    private void Change(string pattern, ApiOperation operation, Handler handler, string? policy = null)
    {
        Add(pattern, Post, policy ?? options.OperatePolicy, operation, handler);
        RefuseOtherMethods(pattern, "POST");
    }

    private void RefuseOtherMethods(string pattern, string allowed)
        => Add(pattern, null, options.ViewPolicy, null, _ => new(Problem.MethodNotAllowed(allowed)));

    private void Add(string pattern, string[]? methods, string? policy, ApiOperation? operation, Handler handler)
    {
        var route = new ApiRoute(pattern, options, operation);
        RequestDelegate invoke = new Door(route, handler, _limits, _logger).InvokeAsync;
        var endpoint = methods is null ? group.Map(pattern, invoke) : group.MapMethods(pattern, methods, invoke);
        endpoint.WithMetadata(route).DisableCookieRedirect();
        if (policy is not null)
        {
            endpoint.RequireAuthorization(policy);
        }
    }
}
