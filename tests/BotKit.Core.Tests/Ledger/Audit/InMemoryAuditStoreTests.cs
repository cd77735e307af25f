using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger.Audit;

public class InMemoryAuditStoreTests
{
    [Fact]
    public async Task List_NewestFirstPageByPageAndByBot()
    {
        var store = new InMemoryAuditStore(Microsoft.Extensions.Options.Options.Create(new InMemoryLedgerOptions { MaxAuditEntries = 4 }));
        var entries = Enumerable.Range(0, 5).Select(i => new AuditEntry(Runs.NewId(), Runs.Noon, "pause", "ann", i % 2 == 0 ? "lead" : "content", null, null)).ToArray();
        foreach (var entry in entries)
        {
            await store.AppendAsync(entry, default);
        }

        (await store.ListAsync(null, null, 3, default)).Should().Equal(entries[4], entries[3], entries[2]);
        (await store.ListAsync(null, entries[2].Id, 3, default)).Should().Equal(entries[1]);
        (await store.ListAsync("lead", null, 3, default)).Should().Equal(entries[4], entries[2]);
    }
}
