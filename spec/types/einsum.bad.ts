// wrong programs: 20
import { einsum, type Tensor, zeros } from '../../src/index.js'

declare const one: Tensor<['B', 3]>
declare const other: Tensor<['C', 3]>
declare const open: Tensor<[number, 3]>

// ------------------------------------------------------------------ equations

//! einsum: ij,jk has no arrow; write the letters of the result behind ->
einsum('ij,jk')
einsum('ij,jk->') //=
//! einsum: ...ij->...ji leaves axes out by ...; give each axis a letter
einsum('...ij->...ji')
einsum('bij->bji') //=
//! einsum: ' ' in ij, jk->ik is no letter
einsum('ij, jk->ik')
einsum('ij,jk->ik') //=
//! einsum: '2' in i2->i is no letter
einsum('i2->i')
einsum('ii->i') //=
//! einsum: ',' in ij->i,j is no letter
einsum('ij->i,j')
einsum('ij->ij') //=
//! einsum: '-' in ij->ji->ij is no letter
einsum('ij->ji->ij')
einsum('ij->ji') //=
//! einsum: letter k of the result is in no operand of ij->ik
einsum('ij->ik')
einsum('ij->ij') //=
//! einsum: letter I of the result is in no operand of ij->I
einsum('ij->I')
einsum('Ij->I') //=
//! einsum: letter i stands twice in the result of i->ii
einsum('i->ii')
einsum('i->i') //=

// ------------------------------------------------------------------ how many operands

//! einsum: operand count 1 differs from the 2 of ij,jk->ik
einsum('ij,jk->ik')(zeros(2, 3))
einsum('ik->ik')(zeros(2, 3)) //=
//! einsum: operand count 2 differs from the 1 of ij->ji
einsum('ij->ji')(zeros(2, 3), zeros(3, 4))
einsum('ij,jk->ki')(zeros(2, 3), zeros(3, 4)) //=
//! einsum: operand count 2 differs from the 3 of i,j,k->ijk
einsum('i,j,k->ijk')(zeros(2), zeros(3))
einsum('i,j->ij')(zeros(2), zeros(3)) //=
//! Expected at least 1 arguments, but got 0.
einsum('ij->ji')()
einsum('ij->ji')(one) //=

// ------------------------------------------------------------------ letters and axes

//! einsum: 'ijk' and [2, 3] differ in rank (3 vs 2)
einsum('ijk->ik')(zeros(2, 3))
einsum('ijk->ik')(zeros(2, 3, 4)) //=
//! einsum: 'i' and [2, 3] differ in rank (1 vs 2)
einsum('i,j->ij')(zeros(2, 3), zeros(3))
einsum('i,j->ij')(zeros(2), zeros(3)) //=
//! einsum: '' and [2] differ in rank (0 vs 1)
einsum(',i->i')(zeros(2), zeros(3))
einsum('j,i->i')(zeros(2), zeros(3)) //=
//! einsum: letter j is 3 in [2, 3] and 4 in [4, 5]
einsum('ij,jk->ik')(zeros(2, 3), zeros(4, 5))
einsum('ij,jk->ik')(zeros(2, 3), zeros(3, 5)) //=
//! einsum: letter i is 2 in [2, 3] and 3 in [2, 3]
einsum('ii->i')(zeros(2, 3))
einsum('ij->i')(zeros(2, 3)) //=
//! einsum: letter k is 5 in [3, 5] and 6 in [6]
einsum('ij,jk,k->i')(zeros(2, 3), zeros(3, 5), zeros(6))
einsum('ij,jk,k->i')(zeros(2, 3), zeros(3, 5), zeros(5)) //=

// ------------------------------------------------------------------ batches do not mix

//! einsum: letter b is B in [B, 3] and C in [C, 3]
einsum('bi,bi,bi->')(open, one, other)
einsum('bi,bi,bi->')(open, one, one) //=
