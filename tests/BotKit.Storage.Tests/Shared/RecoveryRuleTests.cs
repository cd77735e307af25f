using BotKit.Storage.Recovery;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Tests.Shared;

public sealed class RecoveryRuleTests
{
    // Every row that has not ended is taken by one recovery and no more, or needs none because a claim or a call takes it.
    [Fact]
    public void NonTerminalRows_FullProduct_AreMatchedByExactlyOneQuery()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, "create table bot_queue (state int, owner blob, cancel int, direct int, lost int, max_lost int, payload_version int)");
        // Rows that cannot be are left out: who waits is owned by nobody and not direct, and only keyed direct runs are orphaned.
        Execute(connection, """
            insert into bot_queue
            select s.v, case o.v when 0 then null else x'01' end, c.v, d.v, l.v, m.v, p.v from
             (select 0 v union select 1 union select 2) s, (select 0 v union select 1) o, (select 0 v union select 1) c,
             (select 0 v union select 1 union select 2) d, (select 0 v union select 1 union select 2 union select 7) l,
             (select 1 v union select 2 union select 3) m, (select 1 v union select 2 union select 999) p
            where (s.v = 2 and (o.v = 1 or d.v = 2)) or (s.v < 2 and o.v = 0 and d.v = 0 and c.v = 0)
            """);
        var conditions = RecoveryRule.All.Select(rule => $"(owner is not null and {rule.Condition})")
            .Append($"({RecoveryRule.Waiting})").Append($"({RecoveryRule.Orphans})").Select(condition => $"(case when {condition} then 1 else 0 end)");

        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*), sum(case when {string.Join(" + ", conditions)} = 1 then 1 else 0 end) from bot_queue";
        using var reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();

        reader.GetInt64(0).Should().BeGreaterThan(200);
        reader.GetInt64(1).Should().Be(reader.GetInt64(0));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
