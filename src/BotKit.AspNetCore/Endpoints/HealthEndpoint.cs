using BotKit.AspNetCore.Envelope;
using BotKit.Health;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The health report. It answers 503 when degraded too: who asks here wants to know, and takes no node out of balance.</summary>
internal sealed class HealthEndpoint(IBotHealth health)
{
    public async ValueTask<Answer> ReportAsync(ApiCall call)
    {
        var report = await health.CheckAsync(call.Aborted).ConfigureAwait(false);
        return new JsonAnswer<HealthBody>(
            HealthBody.Of(report), ApiJson.Default.HealthBody, report.Overall == BotHealthStatus.Healthy ? 200 : 503);
    }
}
