using BotKit.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BotKit.AspNetCore.Health;

/// <summary>BotKit's report as one of the host's health checks.</summary>
internal sealed class BotKitHealthCheck(IBotHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = await health.CheckAsync(cancellationToken).ConfigureAwait(false);
        var reasons = report.Reasons.Count == 0 ? null : string.Join(" ", report.Reasons);
        return report.Overall switch
        {
            BotHealthStatus.Healthy => HealthCheckResult.Healthy(),
            BotHealthStatus.Degraded => HealthCheckResult.Degraded(reasons),
            _ => new HealthCheckResult(context.Registration.FailureStatus, reasons),
        };
    }
}
