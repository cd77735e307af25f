using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using BotKit.Chaos.Stores;

namespace BotKit.Chaos.Workflows;

/// <summary>A run of the workflow bot as its row says.</summary>
/// <param name="Id">The run.</param>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="Status">How.</param>
/// <param name="Code">With which error.</param>
/// <param name="Output">The names of the members of its output.</param>
/// <param name="Lost">How often it was lost with its process.</param>
internal sealed record WorkflowRow(Guid Id, bool HasEnded, BotStatus? Status, string? Code, IReadOnlySet<string> Output, int Lost);

/// <summary>Reads the tables with SQL of its own.</summary>
internal sealed class WorkflowReader(IChaosStore store)
{
    private const int Ended = 3;

    public async Task<int> CountEndedAsync()
    {
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from bot_run where bot = '{TestWorkflow.Bot}' and state = {Ended}";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<WorkflowRow>> ReadAsync()
    {
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select id, state, status, code, output, coalesce(lost, 0) from bot_run where bot = '{TestWorkflow.Bot}'";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<WorkflowRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new WorkflowRow(
                store.ReadId(reader, 0),
                Number(reader, 1) == Ended,
                (BotStatus?)Number(reader, 2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                Members(reader, 4),
                Number(reader, 5)!.Value));
        }

        return rows;
    }

    private static HashSet<string> Members(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column) || reader.GetValue(column) is not byte[] { Length: > 0 } bytes)
        {
            return [];
        }

        using var json = JsonDocument.Parse(bytes);
        return json.RootElement.TryGetProperty("output", out var output) && output.ValueKind == JsonValueKind.Object
            ? [.. output.EnumerateObject().Select(member => member.Name)]
            : [];
    }

    private static int? Number(DbDataReader reader, int column)
        => reader.IsDBNull(column) ? null : Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture);
}
